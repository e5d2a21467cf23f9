import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { tablesQuery } from '../api/tables.ts'
import { openKeyMap } from '../help/key-map-state.ts'
import { switchLanguage } from '../i18n/i18n.ts'
import { chooseLook } from '../theme/use-look.ts'
import { best, type PaletteItem } from './palette-item.ts'
import { usePaletteSource } from './palette-state.ts'

/** What every page of the workspace offers: its tables, and how it looks. */
export function useWorkspaceSource(): void {
  const { t, i18n } = useTranslation('palette')
  const { data: tables = [] } = useQuery(tablesQuery)
  const navigate = useNavigate()
  usePaletteSource((typed, byLetters, limit) => {
    const commands: readonly PaletteItem[] = [
      { id: 'home', label: t('home'), run: () => void navigate({ to: '/' }) },
      { id: 'key-map', label: t('key-map'), keys: 'F1', run: openKeyMap },
      { id: 'theme-light', label: t('theme-light'), run: () => chooseLook({ theme: 'light' }) },
      { id: 'theme-dark', label: t('theme-dark'), run: () => chooseLook({ theme: 'dark' }) },
      { id: 'theme-contrast', label: t('theme-contrast'), run: () => chooseLook({ theme: 'contrast' }) },
      { id: 'theme-system', label: t('theme-system'), run: () => chooseLook({ theme: 'system' }) },
      { id: 'density-dense', label: t('density-dense'), run: () => chooseLook({ density: 'dense' }) },
      { id: 'density-normal', label: t('density-normal'), run: () => chooseLook({ density: 'normal' }) },
      { id: 'density-roomy', label: t('density-roomy'), run: () => chooseLook({ density: 'roomy' }) },
      {
        id: 'language',
        label: t('language'),
        run: () => void switchLanguage(i18n.language === 'en' ? 'zh-CN' : 'en'),
      },
    ].map(item => ({ ...item, group: 'command' as const }))
    return [
      ...(typed === '' ? commands.slice(0, 2) : best(commands, ({ label }) => label, typed, limit, byLetters)),
      ...best(tables, ({ title }) => title, typed, limit, byLetters).map(
        (table): PaletteItem => ({
          id: `table-${table.id}`,
          group: 'table',
          label: table.title,
          ...(table.section ? { hint: table.section } : {}),
          run: () => void navigate({ to: '/tables/$name', params: { name: table.name } }),
        }),
      ),
    ]
  })
}
