import { openHouse, publishCourses } from './house.ts';
import { runCommand } from './lines.ts';

/** `npm run content:sync`: publishes what changed; a running platform shows it at once. */
await runCommand(async () => {
  const house = await openHouse();
  try {
    await publishCourses(house.platform);
  } finally {
    await house.close();
  }
  process.exit(0);
});
