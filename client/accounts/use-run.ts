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
      await client.invalidateQueries({ queryKey: ['accounts'] })
      await client.invalidateQueries({ queryKey: ['sessions'] })
      setBusy(false)
    }
  }
  return { said, busy, run, say: (text: string) => setSaid({ text, problem: true }) }
}
