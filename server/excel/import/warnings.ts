import type { ImportWarning, ImportWarningCode } from '../../../shared/protocol/api-import.ts'
import { type Language, type MessageParams, say } from '../../messages/say.ts'
import { columnLetter } from '../column-letter.ts'

interface Place {
  /** one-based */
  readonly sheetRow?: number
  readonly sheetColumn?: number
}

interface Counted extends Place {
  readonly code: ImportWarningCode
  readonly params: MessageParams
  count: number
}

/** What a person should know about the file; the same thing in one column of the sheet is said once, with how often. */
export class Warnings {
  private readonly found = new Map<string, Counted>()

  add(code: ImportWarningCode, { sheetRow, sheetColumn }: Place = {}, params: MessageParams = {}, count = 1): void {
    const key = `${code} ${sheetColumn ?? ''}`
    const known = this.found.get(key)
    if (known) known.count += count
    else {
      const place = { ...(sheetRow !== undefined && { sheetRow }), ...(sheetColumn !== undefined && { sheetColumn }) }
      this.found.set(key, { code, params, count, ...place })
    }
  }

  told(language: Language): ImportWarning[] {
    return [...this.found.values()].map(({ code, params, count, sheetRow, sheetColumn }) => {
      const column = sheetColumn === undefined ? undefined : columnLetter(sheetColumn)
      const message = say(language, `import.${code}`, { ...params, count, row: sheetRow ?? '', column: column ?? '' })
      return {
        code,
        message,
        count,
        ...(sheetRow !== undefined && { sheetRow }),
        ...(column !== undefined && { sheetColumn: column }),
      }
    })
  }
}
