import { quantile, ratio, type Spread, spread, table } from '../support/figures.ts'
import { startHelper } from '../support/helper-process.ts'
import { type Measure, step } from '../support/measure.ts'
import { FORMULAS } from './figures-table.ts'
import { type Run, SCREEN, type Task } from './task.ts'

const NAMES: Readonly<Record<Task['engine'], string>> = {
  tongchou: 'Tongchou',
  'by-hand': 'typed arrays by hand (the limit)',
  hyperformula: 'HyperFormula 3.5, without the rank',
  ironcalc: 'IronCalc 0.8',
}

const ROWS = 100_000
/** what IronCalc bears: a build of some seconds, and seconds again for every edit */
const FEWER_ROWS = 10_000

const ours = { warmUps: 2, runs: 5, edits: 400, checked: ROWS, tolerance: 1e-12 } as const
const peers = { warmUps: 0, runs: 1, checked: 2_000, tolerance: 1e-9 } as const

const TASKS: readonly Task[] = [
  { engine: 'by-hand', rows: ROWS, ...ours },
  { engine: 'tongchou', rows: ROWS, ...ours },
  { engine: 'hyperformula', rows: ROWS, ...peers, edits: 20 },
  { engine: 'by-hand', rows: FEWER_ROWS, ...ours },
  { engine: 'tongchou', rows: FEWER_ROWS, ...ours },
  { engine: 'ironcalc', rows: FEWER_ROWS, ...peers, edits: 5 },
]
const shorter = (task: Task): Task => ({ ...task, rows: task.rows / 10, runs: 1, edits: Math.min(task.edits, 10) })

interface Measured {
  readonly task: Task
  readonly build: Spread
  readonly heap: Spread
  readonly ownRow: readonly [Spread, Spread]
  readonly columnSum: readonly [Spread, Spread]
}

/** 100,000 rows with ten computed columns: building all of it, and an edit with all that is on screen. */
export const formulas: Measure = async ({ quick }) => {
  const all: Measured[] = []
  for (const task of quick ? TASKS.map(shorter) : TASKS) all.push(await measured(task))
  return {
    title: 'Ten computed columns over 100,000 rows',
    text: [
      `${FORMULAS.map(([, title, formula]) => `${title} \`${formula}\``).join(', ')}. Full build: from stored figures to a value in every cell. An edit: one`,
      `figure is another, and all computed cells of ${SCREEN} rows on screen are read as text. An edit of 计划 moves its own row; one of 完成 moves the column’s sum,`,
      'and with it the share and the rank of every row: ours works out those that are looked at, the others all of them. Each engine has a process of its own,',
      'works on the same figures, and its answers are compared with the loop’s, before and after edits, before it is timed. Ours and the loop are warm, 400 edits of each kind and run;',
      'the other engines take so long that they run once, with 20 and 5 edits, where p99 is the slowest. HyperFormula has no RANK (a COUNTIF in every row costs rows²), so it',
      'computes nine columns. Both have the column’s sum in one cell that all shares read, and search a thousand rows. IronCalc evaluates everything after every input and is measured at 10,000 rows.',
      '',
      table(
        [
          '',
          'rows',
          'build, ms',
          'edit of a row: p50, ms',
          'p99',
          'edit that moves the sum: p50, ms',
          'p99',
          'heap, MB',
        ],
        all.map(({ task, build, heap, ownRow, columnSum }) => [
          NAMES[task.engine],
          task.rows.toLocaleString('en'),
          build,
          ...ownRow,
          ...columnSum,
          heap,
        ]),
      ),
      '',
      ...[...new Set(all.map(({ task }) => task.rows))].map(rows =>
        ratios(all.filter(({ task }) => task.rows === rows)),
      ),
    ].join('\n'),
    figures: all,
  }
}

/** Everything beside ours, and ours beside the loop. */
function ratios(all: readonly Measured[]): string {
  const us = all.find(({ task }) => task.engine === 'tongchou')!
  const beside = (to: Measured, of: Measured) =>
    `build ${ratio(to.build, of.build)}, edit that moves the sum ${ratio(to.columnSum[0], of.columnSum[0])}, heap ${ratio(to.heap, of.heap)}`
  return [
    `At ${us.task.rows.toLocaleString('en')} rows`,
    ...all.flatMap(one =>
      one === us
        ? []
        : [
            one.task.engine === 'by-hand'
              ? `, ours beside the loop: ${beside(one, us)}`
              : `; ${NAMES[one.task.engine]} beside ours: ${beside(us, one)}`,
          ],
    ),
    '.\n',
  ].join('')
}

async function measured(task: Task): Promise<Measured> {
  const helper = startHelper(new URL('./engine-process.ts', import.meta.url), [JSON.stringify(task)])
  const runs = await helper.next<readonly Run[]>()
  await helper.stop()
  const times = (of: (run: Run) => readonly number[]) =>
    [spread(runs.map(run => quantile(of(run), 0.5))), spread(runs.map(run => quantile(of(run), 0.99)))] as const
  const build = spread(runs.map(run => run.buildMs))
  step(`${NAMES[task.engine]}, ${task.rows} rows: build ${Math.round(build.median)} ms`)
  return {
    task,
    build,
    heap: spread(runs.map(run => run.heapMegabytes)),
    ownRow: times(run => run.ownRow),
    columnSum: times(run => run.columnSum),
  }
}
