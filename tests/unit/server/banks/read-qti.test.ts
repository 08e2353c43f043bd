import { describe, expect, test } from 'vitest';
import { readXml, allOf } from '#lib/server/banks/xml/read-xml.ts';
import { readQti } from '#lib/server/banks/qti/read-qti.ts';
import { writeQti } from '#lib/server/banks/qti/write-qti.ts';
import { readZip } from '#lib/server/banks/zip/read-zip.ts';
import { writeZip } from '#lib/server/banks/zip/write-zip.ts';
import { bankQuestion } from '../../../support/bank-texts.ts';
import { oneOfEach } from '../../../support/factories/questions.ts';

/** Items and packages as other tools write them. */

const bytes = (text: string) => new TextEncoder().encode(text);

interface Given {
  declarations: string;
  body: string;
  processing?: string;
  more?: string;
}
const item = ({
  declarations,
  body,
  processing = '',
  more = '',
}: Given) => `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
  identifier="i1" title="From elsewhere" adaptive="false" time-dependent="false" xml:lang="en">
  ${declarations}
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
  <qti-item-body>${body}</qti-item-body>
  ${processing}${more}
</qti-assessment-item>`;
const declared = (cardinality: string, type: string, values: string[], more = '', id = 'RESPONSE') =>
  `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}"><qti-correct-response>${values
    .map((value) => `<qti-value>${value}</qti-value>`)
    .join('')}</qti-correct-response>${more}</qti-response-declaration>`;
const choices = (...ids: string[]) =>
  ids.map((id) => `<qti-simple-choice identifier="${id}">Choice ${id}</qti-simple-choice>`).join('\n');

async function only(given: Given) {
  const { questions, problems } = await readQti(bytes(item(given)));
  return { body: questions[0]?.body as never as Record<string, unknown>, question: questions[0], problems };
}
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code).sort();
const texts = (parts: unknown) => (parts as { text: string }[]).map(({ text }) => text);

describe('reads', () => {
  test('one choice by its right response, with the prompt outside of the interaction', async () => {
    const { body, question, problems } = await only({
      declarations: declared('single', 'identifier', ['B']),
      body: `<p>Which metal?</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">${choices('A', 'B')}</qti-choice-interaction>`,
      processing:
        '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>',
    });
    expect(question).toMatchObject({ name: 'From elsewhere', line: 2 });
    expect(body).toMatchObject({ type: 'single-choice', prompt: 'Which metal?', points: 1 });
    expect(codes(problems)).toEqual(['no-explanation']);
  });

  test('several by a mapping; all or nothing becomes parts, and says so', async () => {
    const interaction = `<qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-prompt>Which gases?</qti-prompt>${choices('A', 'B', 'C')}</qti-choice-interaction>`;
    const mapped = await only({
      declarations: declared(
        'multiple',
        'identifier',
        ['A', 'B'],
        '<qti-mapping upper-bound="4" default-value="-2"><qti-map-entry map-key="A" mapped-value="2"/><qti-map-entry map-key="B" mapped-value="2"/><qti-map-entry map-key="C" mapped-value="-2"/></qti-mapping>',
      ),
      body: interaction,
      more: '<qti-modal-feedback outcome-identifier="F" identifier="x" show-hide="show"><qti-content-body><p>Two.</p></qti-content-body></qti-modal-feedback>',
    });
    expect(mapped.body).toMatchObject({ type: 'multiple-choice', points: 4, explanation: 'Two.' });
    expect(mapped.problems).toEqual([]);
    const matched = await only({
      declarations: declared('multiple', 'identifier', ['A', 'B']),
      body: interaction,
    });
    expect(matched.body['correctKeys']).toHaveLength(2);
    expect(codes(matched.problems)).toEqual(['grading', 'no-explanation']);
  });

  test('a number with its tolerance, and words with their case', async () => {
    const field = '<p>How much? <qti-text-entry-interaction response-identifier="RESPONSE"/></p>';
    const equal = (attributes: string) =>
      `<qti-response-processing><qti-response-condition><qti-response-if><qti-equal ${attributes}><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal><qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value></qti-response-if></qti-response-condition></qti-response-processing>`;
    const number = await only({
      declarations: declared('single', 'float', ['1.8']),
      body: field,
      processing: equal('tolerance-mode="relative" tolerance="3 3"'),
    });
    expect(number.body).toMatchObject({ type: 'numeric', value: 1.8, tolerance: { relative: 0.03 } });
    const words = await only({
      declarations: declared(
        'single',
        'string',
        ['York'],
        '<qti-mapping default-value="0"><qti-map-entry map-key="York" mapped-value="1" case-sensitive="false"/><qti-map-entry map-key="*" mapped-value="0.5" case-sensitive="false"/></qti-mapping>',
      ),
      body: field,
    });
    expect(words.body).toMatchObject({
      type: 'short-text',
      matchCase: false,
      accepted: [
        { pattern: 'York', share: 1 },
        { pattern: '\\*', share: 0.5 },
      ],
    });
  });

  test('order, pairs and gaps', async () => {
    const order = await only({
      declarations: declared('ordered', 'identifier', ['C', 'A', 'B']),
      body: `<qti-order-interaction response-identifier="RESPONSE"><qti-prompt>Sort.</qti-prompt>${choices('A', 'B', 'C')}</qti-order-interaction>`,
    });
    expect(texts(order.body['items'])).toEqual(['Choice C', 'Choice A', 'Choice B']);
    const part = (id: string) =>
      `<qti-simple-associable-choice identifier="${id}" match-max="1">Part ${id}</qti-simple-associable-choice>`;
    const match = await only({
      declarations: declared('multiple', 'directedPair', ['A X', 'B Y']),
      body: `<qti-match-interaction response-identifier="RESPONSE"><qti-prompt>Match.</qti-prompt><qti-simple-match-set>${part('A')}${part('B')}</qti-simple-match-set><qti-simple-match-set>${part('X')}${part('Y')}${part('Z')}</qti-simple-match-set></qti-match-interaction>`,
    });
    expect(match.body['type']).toBe('matching');
    expect(texts(match.body['choices'])).toEqual(['Part X', 'Part Y', 'Part Z']);
    const gaps = await only({
      declarations:
        declared('single', 'identifier', ['y'], '', 'G1') + declared('single', 'string', ['coke'], '', 'G2'),
      body: '<p>Steel needs <qti-inline-choice-interaction response-identifier="G1"><qti-inline-choice identifier="x">wood</qti-inline-choice><qti-inline-choice identifier="y">iron</qti-inline-choice></qti-inline-choice-interaction> and <qti-text-entry-interaction response-identifier="G2"/>.</p>',
    });
    expect(gaps.body).toMatchObject({
      type: 'cloze',
      text: 'Steel needs {{gap-1}} and {{gap-2}}.',
      gaps: [{ kind: 'choice' }, { kind: 'text' }],
    });
  });
});

describe('leaves out, by name and line,', () => {
  test.each(['extended-text', 'upload', 'slider', 'gap-match', 'portable-custom', 'drawing'])(
    'the interaction %s',
    async (kind) => {
      const { question, problems } = await only({
        declarations: declared('single', 'string', []),
        body: `<qti-${kind}-interaction response-identifier="RESPONSE"/>`,
      });
      expect(question).toBeUndefined();
      expect(problems).toMatchObject([
        {
          name: 'From elsewhere',
          line: 2,
          code: 'type-unsupported',
          detail: `qti-${kind}-interaction`,
          isLeftOut: true,
        },
      ]);
    },
  );

  test('what has no right answer, two interactions, or a picture in its text', async () => {
    const interaction = `<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Q</qti-prompt>${choices('A', 'B')}</qti-choice-interaction>`;
    const none = await only({ declarations: declared('single', 'identifier', []), body: interaction });
    expect(codes(none.problems)).toEqual(['no-right-answer']);
    const two = await only({
      declarations: declared('single', 'identifier', ['A']),
      body: interaction + interaction,
    });
    expect(codes(two.problems)).toEqual(['type-unsupported']);
    const seen = await only({
      declarations: declared('single', 'identifier', ['A']),
      body: `<p><img src="kiln.png" alt="A kiln"/></p>${interaction}`,
    });
    expect(seen.problems).toMatchObject([{ code: 'picture-in-text', detail: 'kiln.png' }]);
  });

  test('a hotspot whose picture is missing', async () => {
    const { problems } = await only({
      declarations: declared('single', 'identifier', ['A']),
      body: '<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Where?</qti-prompt><img src="../pictures/kiln.png" alt="A kiln"/><qti-hotspot-choice identifier="A" shape="circle" coords="10,10,5"/><qti-hotspot-choice identifier="B" shape="rect" coords="0,0,5,5"/></qti-hotspot-interaction>',
    });
    expect(problems).toMatchObject([{ code: 'picture-missing', detail: '../pictures/kiln.png' }]);
  });
});

describe('refuses as a whole', () => {
  test.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><qti-assessment-item/>', 'xml-doctype'],
    ['QTI 2', '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>', 'format-unknown'],
    ['no XML', 'Dear all,', 'xml-broken'],
  ])('%s', async (_name, text, code) => {
    expect(await readQti(bytes(text))).toMatchObject({
      questions: [],
      problems: [{ code, isLeftOut: true }],
    });
  });

  test('an archive without a manifest, or with a name that leaves it', async () => {
    const archive = await writeZip(new Map([['aa/bb/cc.xml', bytes('<a/>')]]));
    expect((await readQti(archive)).problems).toMatchObject([{ code: 'archive-manifest' }]);
    const evil = Buffer.from(
      Buffer.from(archive).toString('latin1').replaceAll('aa/bb/cc.xml', '../../cc.xml'),
      'latin1',
    );
    expect((await readQti(evil)).problems).toMatchObject([{ code: 'archive-path', detail: '../../cc.xml' }]);
  });
});

test('a package: items are read, its test and what it lacks are listed', async () => {
  const good = item({
    declarations: declared('single', 'identifier', ['true']),
    body: '<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Steel is a metal.</qti-prompt><qti-simple-choice identifier="true">True</qti-simple-choice><qti-simple-choice identifier="false">False</qti-simple-choice></qti-choice-interaction>',
  });
  const manifest = `<manifest xmlns="x"><resources>
<resource identifier="t" type="imsqti_test_xmlv3p0" href="test.xml"><file href="test.xml"/></resource>
<resource identifier="a" type="imsqti_item_xmlv3p0" href="items/a.xml"><file href="items/a.xml"/></resource>
<resource identifier="b" type="imsqti_item_xmlv3p0" href="items/b.xml"/>
<resource identifier="c" type="webcontent" href="style.css"/>
</resources></manifest>`;
  const { questions, problems } = await readQti(
    await writeZip(
      new Map([
        ['imsmanifest.xml', bytes(manifest)],
        ['items/a.xml', bytes(good)],
        ['test.xml', bytes('<qti-assessment-test/>')],
      ]),
    ),
  );
  expect(questions).toMatchObject([{ body: { type: 'true-false', answer: true } }]);
  expect(problems.filter(({ isLeftOut }) => isLeftOut)).toMatchObject([
    { name: 'test.xml', line: 2, code: 'type-unsupported' },
    { name: 'items/b.xml', line: 4, code: 'file-missing' },
  ]);
});

test('what we write is well-formed: every file is in the manifest, every item has what QTI requires', async () => {
  const { content } = await writeQti(oneOfEach().map((question) => bankQuestion(question)));
  const files = await readZip(content);
  const text = (name: string) => new TextDecoder().decode(files.get(name));
  const listed = allOf(readXml(text('imsmanifest.xml')), 'file').map(({ attributes }) => attributes['href']);
  expect([...files.keys()].filter((name) => name !== 'imsmanifest.xml').sort()).toEqual(listed.sort());
  for (const name of listed) {
    const { name: root, attributes } = readXml(text(name ?? ''));
    expect(root).toBe('qti-assessment-item');
    expect(Object.keys(attributes)).toEqual(
      expect.arrayContaining(['xmlns', 'identifier', 'title', 'adaptive', 'time-dependent']),
    );
    expect(attributes['identifier']).toMatch(/^[A-Za-z_][\w.-]*$/);
  }
});
