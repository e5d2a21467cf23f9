import { readFile } from 'node:fs/promises'
import init, { Model } from '@ironcalc/wasm'
import type { Engine, Prepare } from './engine.ts'
import { columnSum, computedAt, enteredAt, enteredRow, excelFormula, SUM_AT } from './excel-formulas.ts'
import { FORMULAS } from './figures-table.ts'

/** IronCalc as its web package gives it: cells go in as typed, everything is evaluated after each input. */
export const ironcalc: Prepare = async figures => {
  const wasm = await init({
    module_or_path: await readFile(new URL(import.meta.resolve('@ironcalc/wasm/wasm_bg.wasm'))),
  })
  const model = new Model('measured', 'en', 'UTC', 'en')
  const before = wasm.memory.buffer.byteLength
  const put = (row: number, column: number, input: string) => model.setUserInput(0, row + 1, column + 1, input)
  const shown = (row: number, column: number) => model.getFormattedCellValue(0, row + 1, column + 1)
  const ids = FORMULAS.map(([id]) => id)
  return (): Engine => {
    model.pauseEvaluation()
    const rows = figures.plan.length
    for (let row = 0; row < rows; row++) {
      for (const [at, figure] of enteredRow(row, figures).entries()) if (figure !== null) put(row, at, String(figure))
      for (const id of ids) put(row, computedAt(id), excelFormula(id, row, figures))
    }
    put(0, SUM_AT, columnSum(figures))
    model.resumeEvaluation()
    model.evaluate()
    return {
      column: id => Float64Array.from({ length: rows }, (_, row) => Number(shown(row, computedAt(id)))),
      edit: (column, row, figure) => put(row, enteredAt(column), String(figure)),
      read(from, to) {
        for (let row = from; row < to; row++) for (const id of ids) shown(row, computedAt(id))
      },
      memoryElsewhere: wasm.memory.buffer.byteLength - before,
    }
  }
}
