// The table as most Yjs tables are: a Y.Map per row in one document, which comes as one update. A screenful of rows in plain DOM.
import * as Y from 'yjs'
import { afterPaint } from '../../../../client/tables/after-paint.ts'

const ROWS_IN_VIEW = 26

const response = await fetch('./document')
const update = new Uint8Array(await response.arrayBuffer())
performance.mark('document-fetched')
const doc = new Y.Doc()
Y.applyUpdate(doc, update)
const rows = doc.getMap<Y.Map<unknown>>('rows')
performance.mark('document-loaded')

const order = [...rows.keys()].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
const table = document.createElement('table')
for (const id of order.slice(0, ROWS_IN_VIEW)) {
  const line = table.insertRow()
  for (const value of rows.get(id)!.values()) line.insertCell().textContent = String(value ?? '')
}
document.body.append(table)
afterPaint(() => performance.mark('first-rows'))

// the page keeps its document, as a page that goes on working would
Object.assign(window, { doc })
