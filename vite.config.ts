import type { IncomingMessage } from 'node:http'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const target = process.env.API_ORIGIN ?? 'http://127.0.0.1:8080'

// the client has folders of its own called api/ and sync/: their modules are not the server's
const bypass = ({ url }: IncomingMessage) =>
  url && /\.(tsx?|css|json)(\?|$)/.test(url) && !url.startsWith('/api/openapi.json') ? url : undefined

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: { outDir: '../dist/client', emptyOutDir: true, target: 'es2022' },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: {
      '/api': { target, bypass },
      '/sync': { target, ws: true, bypass },
      '/healthz': target,
      '/metrics': target,
    },
  },
})
