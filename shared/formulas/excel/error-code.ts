import type { ErrorCode } from '../cell-value.ts'

/** The nearest error that Excel itself knows. */
export function plainErrorCode(code: ErrorCode): string {
  switch (code) {
    case '#CYCLE!':
      return '#REF!'
    case '#SYNTAX!':
      return '#NAME?'
    case '#N/A':
      return 'NA()'
    case '#DIV/0!':
    case '#VALUE!':
    case '#REF!':
    case '#NAME?':
    case '#NUM!':
      return code
  }
}
