import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { HomeAnswer } from '../../shared/protocol/api-home.ts'
import type { UrgedAnswer } from '../../shared/protocol/api-notices.ts'
import { messageOf } from '../api/api-error.ts'
import { urge } from '../api/home.ts'
import { when } from '../workspace/when.ts'

/** of those urged already or heard by nobody, this many are named */
const NAMED = 3

/** Urging, and what came of the last press, in words. */
export function useUrging(home: HomeAnswer) {
  const { t } = useTranslation('home')
  const queryClient = useQueryClient()
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: urge,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['home'] }),
  })

  const nameOf = ({ table, department }: UrgedAnswer['parts'][number]) => {
    const of = home.tables.find(({ id }) => id === table)
    const office = home.departments.find(({ id }) => id === department)?.name ?? department
    return t('urge-part', { office, title: of?.shortTitle ?? of?.title ?? table })
  }
  const whyNot = (part: UrgedAnswer['parts'][number]): string | null => {
    const name = nameOf(part)
    switch (part.outcome) {
      case 'urged':
        return null
      case 'already':
        return t('urge-already', { part: name, name: part.byName ?? '', when: when(part.at ?? 0) })
      case 'not-owed':
        return t('urge-not-owed', { part: name })
      case 'nobody':
        return t('urge-nobody', { part: name })
    }
  }
  const sentences = (data?.parts ?? []).flatMap(part => whyNot(part) ?? [])
  const urged = data?.parts.filter(({ outcome }) => outcome === 'urged').length ?? 0
  const more = sentences.length - NAMED
  const said = data
    ? [
        ...(urged > 0 ? [t('urge-done', { count: urged })] : []),
        ...sentences.slice(0, NAMED),
        ...(more > 0 ? [t('urge-more', { count: more })] : []),
      ].join('')
    : null
  return { urge: mutate, pending: isPending, said, problem: error ? messageOf(error) : null }
}
