import { Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'

export function NotFound() {
  const { t } = useTranslation('workspace')
  const { t: common } = useTranslation()
  return (
    <main>
      <Message
        alone
        title={t('not-found-title')}
        body={t('not-found-body')}
        action={<Link to="/">{common('back')}</Link>}
      />
    </main>
  )
}

/** The page could not even begin: most often the server is away. */
export function RouteError({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('errors')
  const { t: common } = useTranslation()
  const router = useRouter()
  return (
    <main>
      <Message
        alone
        urgent
        title={t('not-begun')}
        body={messageOf(error)}
        action={<Button onClick={() => void router.invalidate()}>{common('retry')}</Button>}
      />
    </main>
  )
}
