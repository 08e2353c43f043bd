/** Loaded into the server that is measured (`--import`): tells its memory when it is asked. */
process.on('message', (asked) => {
  if (asked === 'memory') process.send?.({ memory: process.memoryUsage() });
});
// To be asked must not keep the process alive.
process.channel?.unref();
