import { Redo2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Sheet } from '../grid/sheet.ts'
import { IconButton } from '../ui/button.tsx'
import { useSheetVersion } from './use-sheet.ts'

interface Props {
  readonly sheet: Sheet
  readonly undo: () => void
  readonly redo: () => void
}

export function UndoButtons({ sheet, undo, redo }: Props) {
  const { t } = useTranslation('table')
  useSheetVersion(sheet)
  return (
    <span>
      <IconButton label={t('undo')} keys="Control+Z" disabled={!sheet.canUndo} onClick={undo}>
        <Undo2 size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('redo')} keys="Control+Y" disabled={!sheet.canRedo} onClick={redo}>
        <Redo2 size={16} aria-hidden="true" />
      </IconButton>
    </span>
  )
}
