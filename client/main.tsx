import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startI18n } from './i18n/i18n.ts'
import { startLook } from './theme/use-look.ts'
import './theme/tokens.css'
import './theme/dark.css'
import './theme/contrast.css'
import './theme/base.css'

startLook()
await startI18n()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
