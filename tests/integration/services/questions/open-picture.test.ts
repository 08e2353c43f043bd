import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { formatProblem } from '#lib/server/content/problems.ts';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { pictures } from '#lib/server/db/schema/index.ts';
import { GET } from '../../../../src/routes/api/pictures/[hash]/+server.ts';
import { freshDatabase } from '../../../support/database.ts';
import { publishingWorld, QUIZ, type PublishingWorld } from '../../../support/factories/publishing.ts';

const database = await freshDatabase();
let world: PublishingWorld;
let learner: Actor;

const PICTURE = 'modules/01-steel/pictures/plant.svg';
const SVG =
  '<svg viewBox="0 0 200 100"><script>alert(1)</script><rect x="0" y="0" width="90" height="100"/></svg>';
const QUESTION = `  - key: steel-q20
    type: hotspot
    objective: steel-next
    section: steel-next-steps
    facts: [steel-02]
    prompt: Where is it?
    picture: { file: plant.svg, alt: "Two boxes" }
    regions:
      - { key: left, label: "Box A", shape: { type: rect, x: 0, y: 0, width: 90, height: 100 } }
      - { key: end, label: "Box B", shape: { type: rect, x: 110, y: 0, width: 90, height: 100 } }
    correct: [left]
    explanation: It is on the left.
`;

beforeEach(async () => {
  world = await publishingWorld(database);
  await world.authored.replace(QUIZ, 'questions:\n', `questions:\n${QUESTION}`);
  await world.authored.write(PICTURE, SVG);
  await world.publish();
  learner = await world.learner();
});

const hashOf = async () => (await database.db.select().from(pictures)).at(-1)?.hash ?? '';
const open = (hash: string, actor: Actor | null = learner) =>
  Promise.resolve(
    GET({
      locals: { ctx: world.as(actor) },
      params: { hash },
      url: new URL('https://learn.example.org/api/pictures/x'),
    } as never),
  );

test('a picture of the course is published with it and shown to a learner, kept for ever and harmless', async () => {
  const response = await open(await hashOf());
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/svg+xml',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
  const text = await response.text();
  expect(text).toContain('<rect');
  expect(text).not.toContain('script');
});

test('publishing again writes the picture once', async () => {
  const before = await database.db.select().from(pictures);
  expect(await world.publish()).toMatchObject({ changed: false });
  expect(await database.db.select().from(pictures)).toEqual(before);
});

test.each(['nothing', '0'.repeat(64), "' or 1=1 --"])(
  'a name that is no picture is not found (%s)',
  async (hash) => {
    await expect(open(hash)).rejects.toMatchObject({ status: 404 });
  },
);

test('a visitor is asked to log in', async () => {
  await expect(open(await hashOf(), null)).rejects.toMatchObject({ status: 303 });
});

test.each([
  ['that is missing', () => world.authored.remove(PICTURE), 'the picture plant.svg does not exist'],
  ['that is none', () => world.authored.write(PICTURE, 'hello'), 'the picture is no PNG, JPEG, WebP or SVG'],
])('a picture %s is a fault that names the file', async (_what, spoil, message) => {
  await spoil();
  const { course, problems } = await checkCourse(world.authored.folder);
  expect(course).toBeNull();
  expect(problems.map(formatProblem).join('\n')).toContain(message);
});
