import { judgementOf } from '../../shared/tables/judged-counts.ts'
import styles from './judged.module.css'

/** A computed text; a judging word has the same dot beside it as in the grid. */
export function Judged({ text }: { readonly text: string }) {
  const judgement = judgementOf(text)
  return (
    <>
      {text}
      {judgement && <i className={styles[judgement]} aria-hidden="true" />}
    </>
  )
}
