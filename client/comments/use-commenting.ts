import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { commentsQuery } from '../api/comments.ts'
import type { TableSheet } from '../tables/create-sheet.ts'
import { useCommentKey } from './use-comment-key.ts'

export type CommentFilter = 'cell' | 'open' | 'resolved'

export interface Commenting {
  readonly open: boolean
  readonly filter: CommentFilter
  /** counts up whenever somebody asks for the panel: the keys go there */
  readonly asked: number
  /** open threads of the table */
  readonly count: number
  /** what was typed and not sent, by thread or cell */
  readonly drafts: Map<string, string>
  show(filter: CommentFilter): void
  choose(filter: CommentFilter): void
  close(): void
}

/**
 * The comments of an open table: the corners of its cells, and whether the panel stands beside them.
 * @param opening something else stands where the panel is to be
 */
export function useCommenting(tableId: string, sheet: TableSheet, opening: () => void): Commenting {
  const [panel, setPanel] = useState<{ readonly filter: CommentFilter; readonly asked: number } | null>(null)
  const [drafts] = useState(() => new Map<string, string>())
  const { data } = useQuery(commentsQuery(tableId))
  useEffect(() => {
    if (data) sheet.comments.set(data.threads.filter(({ resolved }) => resolved === null))
  }, [data, sheet])

  const show = (filter: CommentFilter) => {
    opening()
    setPanel(before => ({ filter, asked: (before?.asked ?? 0) + 1 }))
  }
  useCommentKey(() => show('cell'))
  return {
    open: panel !== null,
    filter: panel?.filter ?? 'cell',
    asked: panel?.asked ?? 0,
    count: data?.threads.filter(({ resolved }) => resolved === null).length ?? 0,
    drafts,
    show,
    choose: filter => setPanel(before => before && { ...before, filter }),
    close: () => setPanel(null),
  }
}
