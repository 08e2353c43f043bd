/**
 * Completes a PDF/A-3a of the compiler so that it is a PDF/UA-1 as well, and can be recognised without being unpacked: its metadata, which stand
 * uncompressed in the file, name the standard (https://www.pdfa.org/pdfuaid), the code and the address where it is checked, and a reader shows
 * the title in place of the file's name. Only the two objects that say so are changed; the table of objects is moved along. Throws for a file of
 * another make.
 */
export function identifyPdf(pdf: Uint8Array, identity: { code: string; address: string }): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const tableAt = Number(found(/startxref\s+(\d+)\s+%%EOF\s*$/, text.slice(-64))[1]);
  const table = text.slice(tableAt);
  const places = [...table.matchAll(/^(\d{10}) \d{5} ([nf])/gm)].map(([, at, use]) =>
    use === 'n' ? Number(at) : null,
  );
  places.push(tableAt);
  const catalog = objectAt(text, places, found(/\/Root (\d+) 0 R/, table)[1]);
  const metadata = objectAt(text, places, found(/\/Metadata (\d+) 0 R/, catalog.text)[1]);
  const edits = [
    { ...catalog, text: withTitleShown(catalog.text) },
    { ...metadata, text: withIdentity(metadata.text, identity) },
  ].sort((first, second) => first.from - second.from);

  let body = '';
  let at = 0;
  for (const edit of edits) {
    body += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  body += text.slice(at, tableAt);
  const moved = (offset: number) =>
    edits.reduce(
      (sum, { from, to, text: now }) => (to <= offset ? sum + now.length - (to - from) : sum),
      offset,
    );
  const newTable = table
    .replace(/^(\d{10})(?= \d{5} n)/gm, (offset) => String(moved(Number(offset))).padStart(10, '0'))
    .replace(/(?<=startxref\s+)\d+/, String(body.length));
  const bytes = new Uint8Array(body.length + newTable.length);
  Buffer.from(bytes.buffer).write(body + newTable, 'latin1');
  return bytes;
}

/** From the number of an object up to where the next begins: a title may hold any word, also one that ends objects. */
function objectAt(text: string, places: readonly (number | null)[], number: string | undefined) {
  const from = places[Number(number)];
  if (typeof from !== 'number') throw new Error(`The PDF has no object ${number}.`);
  const to = Math.min(...places.filter((place) => place !== null).filter((place) => place > from));
  return { from, to, text: text.slice(from, to) };
}

const withTitleShown = (catalog: string): string =>
  replaced(catalog, /\/ViewerPreferences\s*<</, (start) => `${start}\n    /DisplayDocTitle true`);

/** `text` holds bytes, one a letter: what is put in must be plain ASCII, or written as a number. */
function withIdentity(text: string, { code, address }: { code: string; address: string }): string {
  const [, packet = ''] = found(/stream\r?\n(.*)\r?\nendstream/s, text);
  const described = replaced(
    replaced(
      packet,
      /<\/rdf:Description><\/rdf:RDF>/,
      (end) =>
        `<dc:identifier>${escaped(address)}</dc:identifier>` +
        `<xmp:Identifier><rdf:Bag><rdf:li>${escaped(code)}</rdf:li><rdf:li>${escaped(address)}</rdf:li></rdf:Bag></xmp:Identifier>` +
        `${end.replace('</rdf:RDF>', '')}${ACCESSIBLE}</rdf:RDF>`,
    ),
    /<\/rdf:Bag><\/pdfaExtension:schemas>/,
    (end) => ACCESSIBLE_SCHEMA + end,
  );
  return replaced(
    text.replace(packet, () => described),
    /\/Length \d+/,
    () => `/Length ${described.length}`,
  );
}

const ACCESSIBLE =
  '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>';

/** An archival PDF explains what it says beyond the known schemas. */
const ACCESSIBLE_SCHEMA =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>' +
  '<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of the standard that the file keeps to</pdfaProperty:description></rdf:li></rdf:Seq>' +
  '</pdfaSchema:property></rdf:li>';

const escaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]|[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`);

function found(pattern: RegExp, text: string): RegExpExecArray {
  const match = pattern.exec(text);
  if (!match) throw new Error(`The PDF does not look as the compiler writes it: ${pattern.source}`);
  return match;
}

function replaced(text: string, pattern: RegExp, by: (match: string) => string): string {
  found(pattern, text);
  return text.replace(pattern, (match) => by(match));
}
