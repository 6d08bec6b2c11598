	.file	"quicksort.c"
	.option nopic
	.attribute arch, "rv32i2p1_m2p0"
	.attribute unaligned_access, 0
	.attribute stack_align, 16
	.text
	.section	.rodata
	.align	2
	.type	unsorted, @object
	.size	unsorted, 16
unsorted:
	.half	5
	.half	-3
	.half	7
	.half	0
	.half	32767
	.half	-32768
	.half	1
	.half	1
	.data
	.align	2
	.type	words, @object
	.size	words, 32
words:
	.word	1
	.zero	28
	.globl	count
	.section	.sbss,"aw",@nobits
	.align	2
	.type	count, @object
	.size	count, 4
count:
	.zero	4
	.local	bytes
	.comm	bytes,300,4
	.text
	.align	2
	.type	up, @function
up:
	addi	sp,sp,-32
	sw	s0,28(sp)
	addi	s0,sp,32
	sw	a0,-20(s0)
	sw	a1,-24(s0)
	lw	a5,-20(s0)
	lw	a4,0(a5)
	lw	a5,-24(s0)
	lw	a5,0(a5)
	sub	a5,a4,a5
	mv	a0,a5
	lw	s0,28(sp)
	addi	sp,sp,32
	jr	ra
	.size	up, .-up
	.align	2
	.type	down, @function
down:
	addi	sp,sp,-32
	sw	ra,28(sp)
	sw	s0,24(sp)
	addi	s0,sp,32
	sw	a0,-20(s0)
	sw	a1,-24(s0)
	lw	a1,-20(s0)
	lw	a0,-24(s0)
	call	up
	mv	a5,a0
	mv	a0,a5
	lw	ra,28(sp)
	lw	s0,24(sp)
	addi	sp,sp,32
	jr	ra
	.size	down, .-down
	.section	.srodata,"a"
	.align	2
	.type	orders, @object
	.size	orders, 8
orders:
	.word	up
	.word	down
	.text
	.align	2
	.type	sort, @function
sort:
	addi	sp,sp,-48
	sw	ra,44(sp)
	sw	s0,40(sp)
	addi	s0,sp,48
	sw	a0,-36(s0)
	sw	a1,-40(s0)
	sw	a2,-44(s0)
	lw	a4,-40(s0)
	lw	a5,-36(s0)
	sub	a4,a4,a5
	li	a5,4
	ble	a4,a5,.L14
	lw	a4,-40(s0)
	lw	a5,-36(s0)
	sub	a5,a4,a5
	srai	a5,a5,2
	srli	a4,a5,31
	add	a5,a4,a5
	srai	a5,a5,1
	slli	a5,a5,2
	lw	a4,-36(s0)
	add	a5,a4,a5
	lw	a5,0(a5)
	sw	a5,-32(s0)
	lw	a5,-36(s0)
	sw	a5,-20(s0)
	lw	a5,-40(s0)
	addi	a5,a5,-4
	sw	a5,-24(s0)
	j	.L8
.L10:
	lw	a5,-20(s0)
	addi	a5,a5,4
	sw	a5,-20(s0)
.L9:
	addi	a4,s0,-32
	lw	a5,-44(s0)
	mv	a1,a4
	lw	a0,-20(s0)
	jalr	a5
	mv	a5,a0
	blt	a5,zero,.L10
	j	.L11
.L12:
	lw	a5,-24(s0)
	addi	a5,a5,-4
	sw	a5,-24(s0)
.L11:
	addi	a4,s0,-32
	lw	a5,-44(s0)
	mv	a1,a4
	lw	a0,-24(s0)
	jalr	a5
	mv	a5,a0
	bgt	a5,zero,.L12
	lw	a4,-20(s0)
	lw	a5,-24(s0)
	bgtu	a4,a5,.L8
	lw	a5,-20(s0)
	lw	a5,0(a5)
	sw	a5,-28(s0)
	lw	a5,-20(s0)
	addi	a4,a5,4
	sw	a4,-20(s0)
	lw	a4,-24(s0)
	lw	a4,0(a4)
	sw	a4,0(a5)
	lw	a5,-24(s0)
	addi	a4,a5,-4
	sw	a4,-24(s0)
	lw	a4,-28(s0)
	sw	a4,0(a5)
.L8:
	lw	a4,-20(s0)
	lw	a5,-24(s0)
	bleu	a4,a5,.L9
	lw	a5,-24(s0)
	addi	a5,a5,4
	lw	a2,-44(s0)
	mv	a1,a5
	lw	a0,-36(s0)
	call	sort
	lw	a2,-44(s0)
	lw	a1,-40(s0)
	lw	a0,-20(s0)
	call	sort
	j	.L5
.L14:
	nop
.L5:
	lw	ra,44(sp)
	lw	s0,40(sp)
	addi	sp,sp,48
	jr	ra
	.size	sort, .-sort
	.align	2
	.globl	main
	.type	main, @function
main:
	addi	sp,sp,-48
	sw	ra,44(sp)
	sw	s0,40(sp)
	addi	s0,sp,48
	sw	zero,-20(s0)
	sw	zero,-24(s0)
	j	.L16
.L23:
	sw	zero,-28(s0)
	j	.L17
.L18:
	lui	a5,%hi(unsorted)
	addi	a4,a5,%lo(unsorted)
	lw	a5,-28(s0)
	slli	a5,a5,1
	add	a5,a4,a5
	lh	a5,0(a5)
	mv	a3,a5
	lui	a5,%hi(words)
	addi	a4,a5,%lo(words)
	lw	a5,-28(s0)
	slli	a5,a5,2
	add	a5,a4,a5
	sw	a3,0(a5)
	lw	a5,-28(s0)
	addi	a5,a5,1
	sw	a5,-28(s0)
.L17:
	lw	a4,-28(s0)
	li	a5,7
	ble	a4,a5,.L18
	lui	a5,%hi(words+32)
	addi	a3,a5,%lo(words+32)
	lui	a5,%hi(orders)
	addi	a4,a5,%lo(orders)
	lw	a5,-24(s0)
	slli	a5,a5,2
	add	a5,a4,a5
	lw	a5,0(a5)
	mv	a2,a5
	mv	a1,a3
	lui	a5,%hi(words)
	addi	a0,a5,%lo(words)
	call	sort
	li	a5,1
	sw	a5,-32(s0)
	j	.L19
.L20:
	lui	a5,%hi(orders)
	addi	a4,a5,%lo(orders)
	lw	a5,-24(s0)
	slli	a5,a5,2
	add	a5,a4,a5
	lw	a5,0(a5)
	lw	a4,-32(s0)
	addi	a4,a4,-1
	slli	a3,a4,2
	lui	a4,%hi(words)
	addi	a4,a4,%lo(words)
	add	a2,a3,a4
	lw	a4,-32(s0)
	slli	a3,a4,2
	lui	a4,%hi(words)
	addi	a4,a4,%lo(words)
	add	a4,a3,a4
	mv	a1,a4
	mv	a0,a2
	jalr	a5
	mv	a5,a0
	sgt	a5,a5,zero
	andi	a5,a5,0xff
	mv	a4,a5
	lw	a5,-20(s0)
	add	a5,a5,a4
	sw	a5,-20(s0)
	lw	a5,-32(s0)
	addi	a5,a5,1
	sw	a5,-32(s0)
.L19:
	lw	a4,-32(s0)
	li	a5,7
	ble	a4,a5,.L20
	sw	zero,-36(s0)
	j	.L21
.L22:
	lui	a5,%hi(bytes)
	addi	a4,a5,%lo(bytes)
	lw	a5,-36(s0)
	add	a5,a4,a5
	lbu	a4,0(a5)
	lw	a5,-36(s0)
	andi	a5,a5,0xff
	mv	a3,a5
	mv	a5,a3
	slli	a5,a5,1
	add	a5,a5,a3
	andi	a5,a5,0xff
	add	a5,a4,a5
	andi	a4,a5,0xff
	lui	a5,%hi(bytes)
	addi	a3,a5,%lo(bytes)
	lw	a5,-36(s0)
	add	a5,a3,a5
	sb	a4,0(a5)
	lw	a5,-36(s0)
	addi	a5,a5,1
	sw	a5,-36(s0)
.L21:
	lw	a4,-36(s0)
	li	a5,299
	ble	a4,a5,.L22
	lw	a5,-24(s0)
	addi	a5,a5,1
	sw	a5,-24(s0)
.L16:
	lw	a4,-24(s0)
	li	a5,1
	ble	a4,a5,.L23
	lui	a5,%hi(count)
	lw	a4,-20(s0)
	sw	a4,%lo(count)(a5)
	lui	a5,%hi(bytes)
	addi	a5,a5,%lo(bytes)
	lbu	a4,299(a5)
	li	a5,2
	bne	a4,a5,.L24
	li	a5,42
	j	.L25
.L24:
	li	a5,0
.L25:
	lw	a4,-20(s0)
	add	a5,a5,a4
	mv	a0,a5
	lw	ra,44(sp)
	lw	s0,40(sp)
	addi	sp,sp,48
	jr	ra
	.size	main, .-main
	.ident	"GCC: (12.2.0-14+deb12u1+11+b2) 12.2.0"
