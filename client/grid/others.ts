import type { CellRef } from '../../shared/document/table-view.ts'
import { createFrame, type Frame, type View } from './overlay.ts'
import type { Box, Spot } from './selection.ts'
import type { Peer } from './sheet.ts'

type Panes = { readonly frozen: HTMLElement; readonly centre: HTMLElement }
/** Where a cell is now; null while its row or column is not there. */
type BoxOfCell = (cell: CellRef) => Box | null

export interface Others {
  setPeers(peers: readonly Peer[], view: View): void
  /** somebody else's edit landed */
  glow(cells: readonly CellRef[], view: View): void
  place(view: View): void
  destroy(): void
}

const GLOW_MS = 1600 // as long as the animation in grid.css
const MOST_GLOWS = 80
const TAG_HEIGHT = 15 // px

/** What other people do, drawn over the cells: a frame in their colour with their name, a glow where their edit lands. */
export function createOthers(panes: Panes, boxOfCell: BoxOfCell, isRevised: (spot: Spot) => boolean): Others {
  const cursors = new Map<number, { peer: Peer; readonly frame: Frame; readonly tags: readonly HTMLElement[] }>()
  const glows = new Map<Frame, CellRef>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const still = matchMedia('(prefers-reduced-motion: reduce)')

  const tagFor = (half: HTMLElement) => {
    const tag = document.createElement('span')
    tag.className = 'tag'
    half.append(tag)
    return tag
  }

  const dress = (cursor: { readonly frame: Frame; readonly tags: readonly HTMLElement[] }, peer: Peer) => {
    const name =
      peer.departmentName && peer.departmentName !== peer.name ? `${peer.departmentName} ${peer.name}` : peer.name
    for (const half of cursor.frame.halves) {
      half.style.setProperty('--peer', peer.color)
      half.classList.toggle('editing', peer.editing)
    }
    for (const tag of cursor.tags) tag.textContent = name
  }

  const placeCursor = (cursor: { readonly peer: Peer; readonly frame: Frame }, view: View) => {
    const box = cursor.peer.cell && boxOfCell(cursor.peer.cell)
    cursor.frame.place(box, view)
    // a struck-out value stands where the tag would: then the tag hangs below, unless that is no better
    const covers = (row: number) => box !== null && isRevised({ row, at: box.left })
    const below =
      box !== null &&
      (box.top * view.layout.rowHeight - view.scrollTop < TAG_HEIGHT ||
        (covers(box.top - 1) && !covers(box.bottom + 1)))
    const figures = box !== null && ['value', 'computed'].includes(view.layout.columns[box.left]?.column.type ?? '')
    for (const half of cursor.frame.halves) {
      half.classList.toggle('below', below)
      half.classList.toggle('figures', figures)
    }
  }

  return {
    setPeers(peers, view) {
      const here = new Set(peers.map(peer => peer.key))
      for (const [key, cursor] of cursors) {
        if (here.has(key)) continue
        cursor.frame.remove()
        cursors.delete(key)
      }
      for (const peer of peers) {
        let cursor = cursors.get(peer.key)
        if (!cursor) {
          const frame = createFrame(panes, 'peer')
          cursor = { peer, frame, tags: frame.halves.map(tagFor) }
          cursors.set(peer.key, cursor)
        }
        cursor.peer = peer
        dress(cursor, peer)
        placeCursor(cursor, view)
      }
    },
    glow(cells, view) {
      for (const cell of cells) {
        if (glows.size >= MOST_GLOWS) return
        const box = boxOfCell(cell)
        if (
          !box ||
          box.bottom * view.layout.rowHeight < view.scrollTop - 30 ||
          box.top * view.layout.rowHeight > view.scrollTop + view.height
        )
          continue
        const frame = createFrame(panes, still.matches ? 'still' : 'glow')
        frame.place(box, view)
        glows.set(frame, cell)
        timers.add(
          setTimeout(() => {
            frame.remove()
            glows.delete(frame)
          }, GLOW_MS),
        )
      }
    },
    place(view) {
      for (const cursor of cursors.values()) placeCursor(cursor, view)
      for (const [frame, cell] of glows) frame.place(boxOfCell(cell), view)
    },
    destroy() {
      for (const cursor of cursors.values()) cursor.frame.remove()
      for (const frame of glows.keys()) frame.remove()
      for (const timer of timers) clearTimeout(timer)
      cursors.clear()
      glows.clear()
    },
  }
}
