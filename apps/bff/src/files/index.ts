export { type Form, type Incoming, readForm } from './form.ts'
export { Holding } from './holding.ts'
export { type TakenFile, takeFile } from './take-file.ts'
