import { TITLE_MAX } from '@qingpin/cv/limits'
import { titleOf } from '@qingpin/cv/summary'
import { useEffect, useRef, useState } from 'react'
import { useActions } from '@/app/use-action'
import { api } from '@/app/api'
import { useIdempotencyKey } from '@/app/idempotency'
import { go } from '@/app/pages'
import { Dialog } from '@/ui/dialog'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { FieldError } from '@/ui/field-frame'
import { Row } from '@/ui/row'
import { Sheet } from '@/ui/sheet'
import { overLimit } from '@/ui/text-limit'
import { toast } from '@/ui/toast'
import { cvsChanged, type CvCard } from '../api'
import { localCopies } from '../editor/local-copy'

interface CvActionsProps {
  /** The CV whose actions are shown; undefined while the sheet is closed. */
  readonly cv: CvCard | undefined
  readonly onClose: () => void
}

/** What can be done with a CV besides writing it. */
export function CvActions({ cv, onClose }: CvActionsProps) {
  const last = useRef(cv)
  if (cv) last.current = cv
  const [deleting, setDeleting] = useState(false)
  const [naming, setNaming] = useState<string>()
  const { busy, problem, run, forget } = useActions()
  const [copies, setCopies] = useState(0)
  const keyFor = useIdempotencyKey()
  const subject = last.current
  const params = { id: subject?.id ?? '' }

  const copy = () =>
    run(async () => {
      await api('POST /api/cvs/{id}/copy', { params, idempotencyKey: keyFor({ of: subject?.id, copies }) })
      setCopies(copies + 1)
      cvsChanged()
      onClose()
      toast('多了一份副本')
    })
  const remove = () =>
    run(async () => {
      await api('DELETE /api/cvs/{id}', { params })
      localCopies.of(params.id).drop()
      cvsChanged()
      setDeleting(false)
      toast('简历删掉了')
    })
  const rename = () =>
    run(async () => {
      // The name travels with a document: the one that is there now, so that nothing else changes.
      const { version, document } = await api('GET /api/cvs/{id}', { params })
      const title = (naming ?? '').trim()
      await api('PATCH /api/cvs/{id}', { params, body: { version, document, title } })
      cvsChanged()
      setNaming(undefined)
    })
  // Errors of another CV or action are not shown after reopening.
  useEffect(() => {
    if (cv) forget()
  }, [cv, forget])
  const name = subject ? titleOf(subject.title, subject.role) : ''
  return (
    <>
      <Sheet open={cv !== undefined} title={name} onClose={onClose}>
        <Row
          icon="eye"
          title="预览，存成 PDF"
          onTap={() => {
            onClose()
            go('cvPreview', params)
          }}
        />
        <Row
          icon="edit"
          title="改名字"
          opens={false}
          onTap={() => {
            onClose()
            forget()
            setNaming(subject?.title ?? '')
          }}
        />
        <Row icon="copy" title="照着再来一份" opens={false} onTap={() => void copy()} />
        <Row
          icon="trash"
          title="删掉"
          danger
          opens={false}
          onTap={() => {
            onClose()
            forget()
            setDeleting(true)
          }}
        />
        {problem ? <FieldError {...problem} /> : null}
      </Sheet>
      <Sheet
        open={naming !== undefined}
        title="改名字"
        onClose={() => setNaming(undefined)}
        footer={
          <Button
            grow
            busy={busy}
            busyText="正在存"
            disabled={overLimit(naming ?? '', TITLE_MAX) !== undefined}
            onTap={() => void rename()}
          >
            存好
          </Button>
        }
      >
        <Field
          label="名字"
          value={naming ?? ''}
          onInput={setNaming}
          placeholder={titleOf('', subject?.role ?? '')}
          hint="只有您看得到，不会印在简历上。空着就用求职意向当名字。"
          maxLength={TITLE_MAX}
          error={problem}
          focus={naming !== undefined}
          onDone={() => void rename()}
        />
      </Sheet>
      <Dialog
        open={deleting}
        title={`删掉“${name}”？`}
        text={problem?.text ?? '里面写的都会删掉，找不回来。'}
        confirm="删掉"
        danger
        busy={busy}
        onConfirm={() => void remove()}
        onCancel={() => setDeleting(false)}
      />
    </>
  )
}
