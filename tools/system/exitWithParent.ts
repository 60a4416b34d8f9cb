// Preloaded into every process of the system: when whoever started it is gone, however it went, it stops too.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
