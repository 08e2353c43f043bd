/** A process that does as it is told: `die`, `throw`, `hang`, `fail`, or says back what it got and how many jobs it did. */
let jobs = 0;

process.on('message', (job: { say?: string; do?: 'die' | 'throw' | 'hang' | 'fail'; wait?: number }) => {
  jobs += 1;
  if (job.do === 'die') process.exit(3);
  if (job.do === 'throw') throw new Error('thrown in the process');
  if (job.do === 'hang') for (;;);
  const done = jobs;
  setTimeout(() => {
    process.send?.(
      job.do === 'fail' ? { problem: 'it could not be done' } : { result: { said: job.say, done } },
    );
  }, job.wait ?? 0);
});
