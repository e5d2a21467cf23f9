import i18next from 'i18next'
import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Message } from './message.tsx'

interface State {
  readonly error: Error | null
}

/** The last net under a page: says that nothing typed is lost, and offers the way on. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <main style={{ gridColumn: '1 / -1' }}>
        <Message
          alone
          urgent
          title={i18next.t('errors:crash-title')}
          body={`${i18next.t('errors:crash-body')} ${this.state.error.message}`}
          action={<Button onClick={() => location.reload()}>{i18next.t('errors:reload')}</Button>}
        />
      </main>
    )
  }
}
