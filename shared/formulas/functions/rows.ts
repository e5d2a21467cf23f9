import type { CellValue } from '../cell-value.ts'
import { isError, NEEDS_OWN_COLUMN } from '../errors.ts'
import { divide, finite, multiply } from '../evaluate/arithmetic.ts'
import { numberIn } from '../evaluate/coerce.ts'
import { equalityKey } from '../evaluate/compare.ts'
import type { Operand } from '../evaluate/operand.ts'
import { type OwnReader, sumsBelow } from '../evaluate/sums-below.ts'
import { categoryTotal, grandTotal } from '../evaluate/tree-totals.ts'
import { alongRows, column, definer, type FunctionDefinition, ranges } from './definition.ts'
import { MISSING } from './planning-figures.ts'
import { cellAbove, excelShareOfParent, sumBelowInExcel, sumOfCategoryInExcel, sumOfTopsInExcel } from './rows-excel.ts'

const define = definer('rows')
const figures = column('列', 'column')

/** Rows under rows are known of the table's own columns alone. */
const ownReaders = (operands: readonly Operand[]): readonly OwnReader[] | null => {
  const readers: OwnReader[] = []
  for (const operand of operands) {
    if (operand.shape !== 'column' || operand.reader.tree === undefined) return null
    readers.push(operand.reader as OwnReader)
  }
  return readers
}

type Of = (readers: readonly [OwnReader, ...OwnReader[]], row: number) => CellValue
const overOwn =
  (of: Of) =>
  (operands: readonly Operand[], row: number): CellValue => {
    const readers = ownReaders(operands)
    return readers === null ? NEEDS_OWN_COLUMN : of(readers as Parameters<Of>[0], row)
  }

const settled = (total: CellValue): CellValue => (typeof total === 'number' ? finite(total) : total)

function ofCategory(categories: OwnReader, reader: OwnReader | undefined, row: number): CellValue {
  const category = categories.at(row)
  if (isError(category)) return category
  const key = equalityKey(category)
  if (reader === undefined || key === null || key === '') return MISSING
  return settled(categoryTotal(reader, categories, key) ?? 0)
}

function shareOfParent(reader: OwnReader, row: number): CellValue {
  const parent = reader.tree().parent[row] ?? -1
  if (parent < 0) return MISSING
  const [own, above] = [reader.at(row), reader.at(parent)]
  if (isError(own)) return own
  if (isError(above)) return above
  const [part, whole] = [numberIn(own), numberIn(above)]
  if (part === null || whole === null) return MISSING
  const ratio = divide(part, whole)
  return typeof ratio === 'number' ? multiply(ratio, 100) : ratio
}

export const rowFunctions: readonly FunctionDefinition[] = [
  define(
    '下级合计',
    'any',
    [figures],
    alongRows(
      'below',
      overOwn(([reader], row) =>
        (reader.tree().end[row] ?? 0) > row + 1 ? settled(sumsBelow(reader).below(row)) : MISSING,
      ),
    ),
    '本行下级各行之和；其中项不计，下级空白时取它的下级；没有下级时为空',
    'The sum of the rows under this one; 其中 rows are left out, a blank row stands for what is under it; blank where none is',
    { example: '下级合计([投资])', aliases: ['SUMBELOW'], toExcel: sumBelowInExcel },
  ),
  define(
    '上级',
    'any',
    [figures],
    alongRows(
      'above',
      overOwn(([reader], row) => {
        const parent = reader.tree().parent[row] ?? -1
        return parent < 0 ? MISSING : reader.at(parent)
      }),
    ),
    '上级行在这一列的值；没有上级时为空',
    'What the row above in the outline holds; blank where there is none',
    { example: '上级([投资])', aliases: ['PARENT'], toExcel: cellAbove },
  ),
  define(
    '占上级',
    'any',
    [figures],
    alongRows(
      'above',
      overOwn(([reader], row) => shareOfParent(reader, row)),
    ),
    '本行占上级行的百分比；没有上级或缺数时为空',
    'This row as a share of the row that it stands under, in percent',
    { example: '占上级([投资])', aliases: ['SHAREOFPARENT'], toExcel: excelShareOfParent },
  ),
  define(
    '小计',
    'any',
    [column('类别列', 'categories'), figures],
    alongRows(
      'tree',
      overOwn(([categories, reader], row) => ofCategory(categories, reader, row)),
    ),
    '与本行同类别的各行之和；下级行和其中项不重复计',
    'The sum of the rows of this row’s category; rows under others and 其中 rows are not added again',
    { example: '小计([类别],[投资])', aliases: ['分类合计', 'CATEGORYTOTAL'], toExcel: sumOfCategoryInExcel },
  ),
  define(
    '总计',
    'number',
    [figures],
    ranges(overOwn(([reader]) => settled(grandTotal(reader)))),
    '全列合计；下级行和其中项不重复计',
    'The whole column together, no row twice: neither rows under others nor 其中 rows are added again',
    { example: '总计([投资])', aliases: ['GRANDTOTAL'], toExcel: sumOfTopsInExcel },
  ),
]
