import type { FastifyInstance } from 'fastify';

export async function deadlineRoutes(_app: FastifyInstance): Promise<void> {}
