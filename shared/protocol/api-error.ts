import { z } from 'zod'

/** Whether asking again helps: never as it stands, now (after doing what the message says), later by itself. */
const retry = z.enum(['never', 'now', 'later'])
export type Retry = z.infer<typeof retry>

const apiErrorCode = z.enum([
  'sign-in-needed',
  'token-unknown',
  'wrong-password',
  'old-password-wrong',
  'account-taken',
  'own-account',
  'unknown-department',
  'table-taken',
  'too-many-attempts',
  'foreign-origin',
  'not-allowed',
  'export-not-granted',
  'cells-refused',
  'not-found',
  'method-not-allowed',
  'unknown-cell',
  'bad-request',
  'bad-json',
  'not-json',
  'value-not-storable',
  'text-too-long',
  'review-moved-on',
  'own-change',
  'words-missing',
  'cannot-undo',
  'already-submitted',
  'not-submitted',
  'already-decided',
  'no-rows',
  'table-closed',
  'not-issued',
  'changes-undecided',
  'cells-moved',
  'request-closed',
  'step-not-next',
  'document-missing',
  'own-request',
  'unknown-version',
  'thread-resolved',
  'comments-full',
  'mention-cannot-read',
  'too-large',
  'columns-refused',
  'columns-moved',
  'formulas-would-break',
  'structure-closed',
  'file-empty',
  'file-is-text',
  'file-is-old-excel',
  'file-is-encrypted',
  'file-not-xlsx',
  'file-damaged',
  'file-too-complex',
  'file-too-large',
  'file-missing',
  'file-of-other-table',
  'file-without-table',
  'imports-busy',
  'disk-full',
  'unavailable',
  'internal',
])
export type ApiErrorCode = z.infer<typeof apiErrorCode>

/** A cell that a PATCH may not write, and why (the client's i18n keys under `permission.`). */
const refusedCell = z
  .object({ row: z.string(), column: z.string(), why: z.string(), message: z.string() })
  .meta({ id: 'RefusedCell' })

/** Why a command to a table's columns cannot be carried out. */
const refusedCommand = z
  .object({
    command: z.number().int().meta({ description: 'which of the commands, from 0' }),
    code: z.string(),
    column: z.string(),
    message: z.string(),
  })
  .meta({ id: 'RefusedColumnCommand' })

/** Every answer that is not a success. `message` is a sentence for the person, in their language. */
export const apiError = z
  .object({
    code: apiErrorCode,
    message: z.string(),
    retry,
    /** the cells that stood in the way of an all-or-nothing write */
    refused: z.array(refusedCell).optional(),
    /** the commands that stood in the way of an all-or-nothing change of columns */
    problems: z.array(refusedCommand).optional(),
  })
  .meta({ id: 'Error' })
export type ApiError = z.infer<typeof apiError>
