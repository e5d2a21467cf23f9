export const undo = {
  type: 'typing',
  clear: 'clearing',
  paste: 'pasting',
  cut: 'cutting',
  fill: 'filling the selection',
  'fill-down': 'filling down',
  'insert-rows': 'inserting rows',
  'delete-rows': 'deleting rows',
  'move-rows': 'moving rows',
  'indent-rows': 'putting rows under another',
  'outdent-rows': 'putting rows beside their parent',
  'of-which': 'marking “of which”',
}
