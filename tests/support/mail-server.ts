import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface ReceivedMail {
  to: string[];
  /** Header lines and text as they came. */
  text: string;
}

/** A mail server that keeps what it gets (RFC 5321, the least of it). `refuse` answers that many mails with a passing failure first. */
export async function startMailServer({ refuse = 0 }: { refuse?: number } = {}) {
  const received: ReceivedMail[] = [];
  let left = refuse;
  const server = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let mail: ReceivedMail | null = null;
    let inText = false;
    socket.on('error', () => undefined);
    say('220 test');
    createInterface({ input: socket }).on('line', (line) => {
      if (inText && line !== '.') {
        if (mail) mail.text += `${line}\n`;
      } else if (inText) {
        inText = false;
        if (mail) received.push(mail);
        say('250 kept');
      } else if (/^(EHLO|HELO)/i.test(line)) say('250 test');
      else if (/^MAIL/i.test(line)) {
        mail = { to: [], text: '' };
        say(left-- > 0 ? '451 try again later' : '250 ok');
      } else if (/^RCPT TO:<(.*)>/i.test(line)) {
        mail?.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
        say('250 ok');
      } else if (/^DATA/i.test(line)) {
        inText = true;
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
