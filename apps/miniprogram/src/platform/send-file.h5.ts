export { openPdf as sendFile } from './local-file.h5'
