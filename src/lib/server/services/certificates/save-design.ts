import { inTransaction, requireActor, type Ctx } from '../../context.ts';
import { saveDesign as keepDesign } from '../../queries/certificates.ts';
import { insertPictures } from '../../queries/questions.ts';
import { recordAct } from '../audit/record-act.ts';
import { readDesign, staffDesign, type DesignForm } from './staff-design.ts';

/** Who teaches a course sets how its certificates look from now on. Those that were issued keep the design they were issued with. */
export async function saveDesign(ctx: Ctx, input: { course: string; form: DesignForm }): Promise<void> {
  const { course, design: before } = await staffDesign(ctx, input.course);
  const { design, pictures } = readDesign(input.form, before);
  await inTransaction(ctx, async (tx) => {
    const createdAt = tx.now();
    await insertPictures(
      tx.db,
      pictures.map((picture) => ({ ...picture, createdAt })),
    );
    await keepDesign(tx.db, {
      ...{ courseId: course.courseId, design },
      ...{ editedBy: requireActor(tx).userId, editedAt: tx.now() },
    });
    await recordAct(tx, 'certificate.design', { details: { course: course.document.slug } });
  });
}
