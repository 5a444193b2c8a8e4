import '@cloudscape-design/global-styles/index.css'
import { createRoot } from 'react-dom/client'
import { ServicesPage } from './services-page.tsx'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')
createRoot(place).render(<ServicesPage />)
