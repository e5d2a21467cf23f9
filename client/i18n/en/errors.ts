import type { Translation } from '../translation.ts'
import type { errors as zh } from '../zh-CN/errors.ts'

export const errors: Translation<typeof zh> = {
  network: 'The server cannot be reached. Check the network, or try again later.',
  server: 'The server failed. Try again later; if it goes on, tell the administrator.',
  unreadable: 'The server’s answer could not be read. Reload the page; if it goes on, tell the administrator.',
  'edition-damaged': 'The data that arrived does not match its checksum and was not used. Try again.',
  'not-begun': 'This page did not open',
  'crash-title': 'This page failed',
  'crash-body':
    'Edits that were not saved are kept on this computer. Reload the page; if it goes on, show the administrator this sentence.',
  reload: 'Reload',
  'storage-full': 'This computer cannot keep the unsent edits. Go online first, and do not close this page.',
}
