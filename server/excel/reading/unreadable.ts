/** Why a file is not read; each has a sentence for the person who sent it. */
export type FileProblem =
  | 'file-empty'
  | 'file-is-text'
  | 'file-is-old-excel'
  | 'file-is-encrypted'
  | 'file-not-xlsx'
  | 'file-damaged'
  | 'file-too-complex'

/** The file cannot be read; nothing of it is used. */
export class Unreadable extends Error {
  readonly problem: FileProblem

  constructor(problem: FileProblem, detail: string) {
    super(detail)
    this.name = 'Unreadable'
    this.problem = problem
  }
}
