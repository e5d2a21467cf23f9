import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/accounts/account.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { messageOf } from '../api/api-error.ts'
import { reportSignedOut } from '../api/http.ts'
import { tableQuery } from '../api/tables.ts'
import { quoted } from '../grid/quoted.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { cellLabel } from './cell-facts.ts'
import { OpenedTable } from './opened-table.tsx'
import { printable } from './printable.ts'
import { refusalText } from './refusal-text.ts'
import { TableSkeleton } from './table-skeleton.tsx'
import { useNotices } from './use-notices.ts'
import { useOpenTable } from './use-open-table.ts'

/** of a refused paste, this many cells are named one by one */
const NAMED = 3

/** One table for one account: opening it, and what the page says while and if that fails. */
export function TableWorkspace({ detail, account }: { readonly detail: TableDetail; readonly account: Account }) {
  const { t } = useTranslation('table')
  const { t: common } = useTranslation()
  const { t: errors } = useTranslation('errors')
  const { t: sync } = useTranslation('sync')
  const { notices, add, close } = useNotices()
  const queryClient = useQueryClient()
  const { opening, again } = useOpenTable(detail, account, {
    onRefused: (edits, sheet) => {
      const title = sync('refused-title')
      for (const edit of edits.slice(0, NAMED)) add({ tone: 'warn', title, text: refusalText(sheet, edit) })
      if (edits.length > NAMED)
        add({ tone: 'warn', title, text: sync('refused-more', { count: edits.length - NAMED }) })
    },
    onOvertaken: ({ row, column, mine, theirs }, sheet) =>
      add({
        tone: 'warn',
        title: sync('overtaken-title'),
        text: sync('overtaken-lead', {
          cell: cellLabel(sheet.view, row, column),
          mine: quoted(printable(mine)) || sync('blank'),
          theirs: quoted(printable(theirs)) || sync('blank'),
        }),
      }),
    onStorageFull: () => add({ tone: 'warn', text: errors('storage-full') }),
    onSignedOut: reportSignedOut,
  })

  switch (opening.kind) {
    case 'opening':
      return <TableSkeleton title={detail.title} />
    case 'failed':
      return (
        <>
          <header />
          <main id="content">
            <Message
              alone
              urgent
              title={t('failed-title')}
              body={messageOf(opening.error)}
              action={
                <Button onClick={() => void queryClient.invalidateQueries(tableQuery(detail.name)).then(again)}>
                  {common('retry')}
                </Button>
              }
            />
          </main>
        </>
      )
    case 'open':
      return (
        <OpenedTable
          detail={detail}
          account={account}
          table={opening.table}
          sheet={opening.sheet}
          addNotice={add}
          notices={notices}
          closeNotice={close}
        />
      )
  }
}
