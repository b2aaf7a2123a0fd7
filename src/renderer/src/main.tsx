import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './global.css'
import { connect } from './api/connect.ts'
import { shareNonce } from './api/csp-nonce.ts'
import { start } from './start.tsx'

shareNonce()
const root = document.getElementById('root')
if (root) start(root, await connect())
