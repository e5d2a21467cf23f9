export const look = {
  theme: '外观',
  'theme-system': '随系统',
  'theme-light': '浅色',
  'theme-dark': '深色',
  'theme-contrast': '高对比',
  density: '行高',
  'density-dense': '紧凑',
  'density-normal': '标准',
  'density-roomy': '宽松',
}
