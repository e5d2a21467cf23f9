import type { CellValue } from '../cell-value.ts'
import { NO_NUMBERS } from '../errors.ts'
import { finite } from '../evaluate/arithmetic.ts'
import { isMatching, type Matching, matching } from '../evaluate/conditional.ts'
import type { Tally } from '../evaluate/tally.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { column, definer, type FunctionDefinition, optional, type Run, ranges, value } from './definition.ts'

const told = (result: Matching | CellValue, of: (matching: Matching) => CellValue): CellValue =>
  isMatching(result) ? of(result) : result

/** One condition; the target is the tested range itself unless another is given. */
const where = (of: (matching: Matching) => CellValue): Run =>
  ranges((args, row) => told(matching(args, args.slice(0, 2), args[2] ?? args[0], row), of))

/** A target and any number of conditions. */
const whereAll = (of: (tally: Tally) => CellValue): Run =>
  ranges((args, row) => told(matching(args, args.slice(1), args[0], row), ({ tally }) => tally.error ?? of(tally)))

const sum = (tally: Tally): CellValue => tally.error ?? finite(tally.sum)
const mean = (tally: Tally): CellValue =>
  tally.error ?? (tally.numbers === 0 ? NO_NUMBERS : finite(tally.sum / tally.numbers))

const define = definer('aggregate')
const tested = column('条件列', 'tested')
const criterion = value('条件', 'criterion')
/** newer than the file format's first edition */
const later = (name: string) => (call: ExcelCall) => `_xlfn.${name}(${call.args.join(',')})`

export const conditionalFunctions: readonly FunctionDefinition[] = [
  define(
    'SUMIF',
    'number',
    [tested, criterion, optional(column('求和列', 'summed'))],
    where(({ tally }) => sum(tally)),
    '合于条件的行求和，如 SUMIF([类别],"工业",[投资])',
    'Adds where a condition holds',
    { example: 'SUMIF([类别],"工业",[投资])', aliases: ['条件求和'] },
  ),
  define(
    'COUNTIF',
    'number',
    [tested, criterion],
    ranges((args, row) => told(matching(args, args, undefined, row), ({ count }) => count)),
    '合于条件的个数，如 COUNTIF([完成率],">=100")',
    'Counts where a condition holds',
    { example: 'COUNTIF([投资],">=100")', aliases: ['条件计数'] },
  ),
  define(
    'AVERAGEIF',
    'number',
    [tested, criterion, optional(column('平均列', 'averaged'))],
    where(({ tally }) => mean(tally)),
    '合于条件的行求平均',
    'The mean where a condition holds',
    { example: 'AVERAGEIF([类别],[@类别],[投资])', aliases: ['条件平均'] },
  ),
  define(
    'SUMIFS',
    'number',
    [column('求和列', 'summed'), tested, criterion],
    whereAll(sum),
    '合于所有条件的行求和',
    'Adds where all conditions hold',
    { example: 'SUMIFS([投资],[类别],[@类别],[完成],">0")', aliases: ['多条件求和'], repeats: 2 },
  ),
  define(
    'COUNTIFS',
    'number',
    [tested, criterion],
    ranges((args, row) => told(matching(args, args, undefined, row), ({ count }) => count)),
    '合于所有条件的个数',
    'Counts where all conditions hold',
    { example: 'COUNTIFS([类别],[@类别],[投资],">=100")', aliases: ['多条件计数'], repeats: 2 },
  ),
  define(
    'AVERAGEIFS',
    'number',
    [column('平均列', 'averaged'), tested, criterion],
    whereAll(mean),
    '合于所有条件的行求平均',
    'The mean where all conditions hold',
    { example: 'AVERAGEIFS([投资],[类别],[@类别])', aliases: ['多条件平均'], repeats: 2 },
  ),
  define(
    'MAXIFS',
    'number',
    [column('列', 'column'), tested, criterion],
    whereAll(tally => (tally.numbers === 0 ? 0 : tally.max)),
    '合于所有条件的最大数',
    'The largest where all conditions hold',
    { example: 'MAXIFS([投资],[类别],[@类别])', aliases: ['条件最大'], repeats: 2, toExcel: later('MAXIFS') },
  ),
  define(
    'MINIFS',
    'number',
    [column('列', 'column'), tested, criterion],
    whereAll(tally => (tally.numbers === 0 ? 0 : tally.min)),
    '合于所有条件的最小数',
    'The smallest where all conditions hold',
    { example: 'MINIFS([投资],[类别],[@类别])', aliases: ['条件最小'], repeats: 2, toExcel: later('MINIFS') },
  ),
]
