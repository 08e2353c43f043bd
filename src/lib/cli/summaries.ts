import { compareSummaries, rebuildSummaries } from '../server/services/cohorts/check-summaries.ts';
import { openHouse, type House } from './house.ts';
import { runCommand, say } from './lines.ts';

const USAGE = `npm run summaries -- compare    whether the screens of staff show what the evidence says; ends with 1 where they do not
npm run summaries -- rebuild    counts everything anew from the evidence; the platform may run meanwhile`;

const COMMANDS: Record<string, (house: House) => Promise<boolean>> = { compare, rebuild };

const EVERY = 50_000;
const tell = (learners: number) => {
  if (learners % EVERY === 0) say(`  ${learners} learners`);
};

/** `npm run summaries`: the tables that the screens of staff read. docs/operations.md. */
await runCommand(async () => {
  const [command] = process.argv.slice(2);
  const work = command === undefined ? undefined : COMMANDS[command];
  if (!work) {
    say(USAGE);
    process.exit(command === '--help' ? 0 : 1);
  }
  const house = await openHouse();
  let isRight: boolean;
  try {
    isRight = await work(house);
  } finally {
    await house.close();
  }
  process.exit(isRight ? 0 : 1);
});

async function compare({ platform }: House): Promise<boolean> {
  const { learners, wrongStandings, examples, wrongAttempts, wrongCounts } = await compareSummaries(
    { db: platform.database.db },
    tell,
  );
  for (const { userId, moduleKey } of examples)
    say(`  differs: learner ${userId}, ${moduleKey ?? 'the course'}`);
  const isRight = wrongStandings === 0 && wrongAttempts === 0 && wrongCounts === 0;
  say(
    isRight
      ? `${learners} enrolments: the summaries are what the evidence says.`
      : `${learners} enrolments: ${wrongStandings} standings, ${wrongAttempts} attempts and ${wrongCounts} counts differ. npm run summaries -- rebuild`,
  );
  return isRight;
}

async function rebuild({ platform }: House): Promise<boolean> {
  const { learners, mendedCounts } = await rebuildSummaries({ db: platform.database.db }, tell);
  say(`${learners} enrolments counted anew; ${mendedCounts} counts were wrong.`);
  return true;
}
