import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './global.css'
import { connect } from './api/connect.ts'
import { shareNonce } from './api/csp-nonce.ts'
import { start } from './start.tsx'

shareNonce()
const root = document.getElementById('root')
if (root) start(root, await connect())
