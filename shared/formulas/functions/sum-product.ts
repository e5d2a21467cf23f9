import type { CellValue } from '../cell-value.ts'
import { isError, RANGES_DIFFER } from '../errors.ts'
import { finite } from '../evaluate/arithmetic.ts'
import { numberIn } from '../evaluate/coerce.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { RunningTally } from '../evaluate/tally.ts'

/** SUMPRODUCT: what is no number counts as 0, truths as well: multiply a condition by 1, or put it into one product with `*`. */
export function sumProduct(operands: readonly Operand[], row: number): CellValue {
  const size = operandSize(operands[0]!)
  if (operands.some(operand => operandSize(operand) !== size)) return RANGES_DIFFER
  const tally = new RunningTally()
  for (let index = 0; index < size; index++) {
    let product = 1
    for (const operand of operands) {
      const cell = operandAt(operand, index, row)
      if (isError(cell)) return cell
      product *= numberIn(cell) ?? 0
    }
    tally.addNumber(product)
  }
  return finite(tally.sum)
}
