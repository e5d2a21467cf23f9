import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { BrowserContext, Page } from 'playwright-core'
import { build, preview } from 'vite'
import { launchChromium } from '../support/chromium.ts'
import type { GridPageWindow } from './page/window.ts'

const root = fileURLToPath(new URL('./page', import.meta.url))

export interface GridPage {
  readonly context: BrowserContext
  readonly page: Page
  readonly origin: string
}

export interface GridPages {
  open(query?: string, viewport?: { readonly width: number; readonly height: number }): Promise<GridPage>
  close(): Promise<void>
}

/** Builds the page once and opens it in a real Chromium. `CHROMIUM` names another browser. */
export async function startGridPages(): Promise<GridPages> {
  const outDir = await mkdtemp(join(tmpdir(), 'grid-page-'))
  const common = { configFile: false, root, logLevel: 'error' } as const
  await build({ ...common, plugins: [react()], build: { outDir, emptyOutDir: true, target: 'es2022' } })
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
  const browser = await launchChromium()
  const origin = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`
  return {
    async open(query = '', viewport = { width: 1366, height: 768 }) {
      const context = await browser.newContext({ viewport, locale: 'zh-CN' })
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
      const page = await context.newPage()
      page.on('pageerror', error => {
        throw error
      })
      await page.goto(`${origin}/${query}`)
      await page.waitForFunction(() => (window as unknown as GridPageWindow).mountedMs !== undefined)
      return { context, page, origin }
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
