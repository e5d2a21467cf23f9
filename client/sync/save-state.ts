import type { ClientPhase } from '../../shared/document/client-options.ts'

/** What the page may honestly say about one's own edits. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly count: number }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'offline'; readonly count: number }
  | { readonly kind: 'signed-out'; readonly count: number }
  | { readonly kind: 'forbidden'; readonly count: number }

export interface SaveFacts {
  readonly phase: ClientPhase
  /** the last try to connect failed, and none has succeeded since */
  readonly troubled: boolean
  /** it was connected at least once */
  readonly met: boolean
  readonly unsaved: number
  /** the server ended the session, and not the conversation */
  readonly signedOut: boolean
}

/**
 * A change of edition takes a moment without a connection; that is no trouble and is not shown as such. 已保存 is said only when
 * nothing of one's own is unacknowledged.
 */
export function saveState({ phase, troubled, met, unsaved: count, signedOut }: SaveFacts): SaveState {
  if (phase === 'stopped') return { kind: signedOut ? 'signed-out' : 'forbidden', count }
  if (phase !== 'live' && troubled) return { kind: 'offline', count }
  if (!met) return { kind: 'connecting' }
  return count > 0 ? { kind: 'saving', count } : { kind: 'saved' }
}
