import type { Translation } from '../translation.ts'
import type { look as zh } from '../zh-CN/look.ts'

export const look: Translation<typeof zh> = {
  theme: 'Appearance',
  'theme-system': 'System',
  'theme-light': 'Light',
  'theme-dark': 'Dark',
  'theme-contrast': 'Contrast',
  density: 'Row height',
  'density-dense': 'Dense',
  'density-normal': 'Normal',
  'density-roomy': 'Roomy',
}
