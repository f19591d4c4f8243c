import type { FastifyInstance } from 'fastify';

export async function consultationRoutes(_app: FastifyInstance): Promise<void> {}
