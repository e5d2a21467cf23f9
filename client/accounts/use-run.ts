import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../api/api-error.ts'

/** Runs what changes accounts, says what came of it, and reads them anew. */
export function useRun() {
  const client = useQueryClient()
  const [said, setSaid] = useState<{ readonly text: string; readonly problem: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<string | null>): Promise<boolean> => {
    setBusy(true)
    setSaid(null)
    try {
      const text = await work()
      if (text !== null) setSaid({ text, problem: false })
      return true
    } catch (error) {
      setSaid({ text: messageOf(error), problem: true })
      return false
    } finally {
      setBusy(false) // what is read anew is waited for by nobody: a button that is shut takes no key
      await Promise.all([
        client.invalidateQueries({ queryKey: ['accounts'] }),
        client.invalidateQueries({ queryKey: ['sessions'] }),
      ])
    }
  }
  return { said, busy, run, say: (text: string) => setSaid({ text, problem: true }) }
}
