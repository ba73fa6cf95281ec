import { html } from 'hono/html'
import type { CosControl } from '../cos/cos.ts'
import type { OssControl } from '../oss/oss.ts'
import type { Federation } from '../sts/federation.ts'
import type { StoredObject } from '../store/objects.ts'
import { formatTime } from './format.ts'

const SHOWN_OBJECTS = 12

/** The objects of both stores, newest first. */
export function stored(cos: CosControl, oss: OssControl, sts: Pick<Federation, 'issued'>) {
  const all = [
    ...cos.objects().map((object) => ({ service: 'cos' as const, ...object })),
    ...oss.objects().map((object) => ({ service: 'oss' as const, ...object })),
  ].sort((a, b) => b.at - a.at)
  const keys = sts.issued().length
  const keyCount = keys === 0 ? '' : html`<p class="quiet">发过 ${keys} 个临时密钥。</p>`
  if (all.length === 0)
    return html`<p class="empty">还没有文件。应用用 COS 或 OSS 存文件时，它们会出现在这里。</p>
      ${keyCount}`
  return html`<ol class="list">
      ${all.slice(0, SHOWN_OBJECTS).map(storedFile)}
    </ol>
    ${all.length > SHOWN_OBJECTS ? html`<p class="quiet">只显示最近 ${SHOWN_OBJECTS} 个，共 ${all.length} 个。</p>` : ''}
    ${keyCount}`
}

function storedFile({ service, bucket, key, type, body, at }: StoredObject & { service: 'cos' | 'oss' }) {
  return html`<li>
    <p class="line"><b>${bucket}</b><span class="tag">${service.toUpperCase()}</span><time>${formatTime(at)}</time></p>
    <p class="line"><code>${key}</code><span class="quiet">${type}，${sizeOf(body.length)}</span></p>
  </li>`
}

function sizeOf(bytes: number) {
  if (bytes < 1024) return `${bytes} 字节`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
