import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './folders.ts';
import { openHouse, publishCourses } from './house.ts';
import { runCommand, say } from './lines.ts';

/** `npm run dev`: the same database as `npm start`, with Vite's development server before it. Arguments go to Vite. */
await runCommand(async () => {
  const house = await openHouse();
  await publishCourses(house.platform);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal);
  const vite = spawn(
    process.execPath,
    [
      join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
      'dev',
      '--port',
      String(house.config.port),
      ...process.argv.slice(2),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: house.config.databaseUrl ?? '', ORIGIN: house.config.origin },
    },
  );
  say(`  Development server: ${house.config.origin}`);
  const stop = () => vite.kill('SIGTERM');
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  vite.on('close', () => void house.close().then(() => process.exit(0)));
});
