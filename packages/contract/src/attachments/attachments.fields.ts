import { z } from 'zod'

/** A file of a resume, as replies give it. */
export const FileInfo = z.object({
  id: z.string().describe('names the file within its resume'),
  url: z
    .string()
    .describe('shows the file for an hour or two; of papers it is only a name, see open; sent back, it means the file'),
  thumbnailUrl: z
    .string()
    .nullable()
    .describe('a small picture, for as long; null for papers, videos, PDFs and external files'),
  filename: z.string(),
  size: z.number().int().describe('bytes; 0 for a file on another host'),
  mimetype: z.string(),
})
