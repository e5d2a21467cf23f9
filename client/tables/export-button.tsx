import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { exportTable } from '../api/export-table.ts'
import { Button } from '../ui/button.tsx'
import type { AddNotice } from './use-notices.ts'

interface Props {
  readonly table: string
  readonly title: string
  readonly unsaved: number
  readonly addNotice: AddNotice
}

export function ExportButton({ table, title, unsaved, addNotice }: Props) {
  const { t } = useTranslation('table')
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      const name = await exportTable(table, title)
      addNotice({ tone: 'done', text: t('exported', { name }) })
      if (unsaved > 0) addNotice({ tone: 'warn', text: t('export-unsaved', { count: unsaved }) })
    } catch (error) {
      addNotice({ tone: 'warn', text: t('export-failed', { reason: messageOf(error) }) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button onClick={() => void run()} disabled={busy} aria-busy={busy}>
      <Download size={14} aria-hidden="true" />
      {busy ? t('exporting') : t('export')}
    </Button>
  )
}
