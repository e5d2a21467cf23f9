import { withDataFolder } from './support/data-folder.ts'
import { spread, table } from './support/figures.ts'
import { type Measure, step } from './support/measure.ts'
import { residentMegabytes, startServerProcess } from './support/server-process.ts'

/** `npm start` when everything is installed, built and seeded: from the command to the first 200 of /healthz. */
export const start: Measure = async ({ quick }) =>
  await withDataFolder([], async dataDir => {
    const whole: number[] = []
    const server: number[] = []
    const memory: number[] = []
    for (let at = 0; at < (quick ? 1 : 7); at++) {
      const command = await startServerProcess(dataDir, { script: ['scripts/start.mjs'] })
      whole.push(command.startMs)
      memory.push(residentMegabytes(command.pid, 'VmRSS'))
      await command.stop()
      const bare = await startServerProcess(dataDir)
      server.push(bare.startMs)
      await bare.stop()
      step(`start: ${Math.round(command.startMs)} ms, of which the server ${Math.round(bare.startMs)} ms`)
    }
    return {
      title: 'Starting again',
      text: [
        'The demo workspace is in the data folder, packages are installed and the build is fresh. From the command to the first 200 of `/healthz`,',
        'asked every 5 ms.',
        '',
        table(
          ['', 'ms', 'memory then, MB'],
          [
            ['`node scripts/start.mjs` (checks the fingerprints, then serves)', spread(whole), spread(memory)],
            ['`node dist/server/main.js` alone', spread(server), '–'],
          ],
        ),
      ].join('\n'),
      figures: { wholeMs: spread(whole), serverMs: spread(server), memoryMegabytes: spread(memory) },
    }
  })
