export const undo = {
  type: 'typing',
  clear: 'clearing',
  paste: 'pasting',
  cut: 'cutting',
  fill: 'filling the selection',
  'fill-down': 'filling down',
}
