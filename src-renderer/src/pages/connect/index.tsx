export { ConnectPage as default } from './connect-page.tsx'
